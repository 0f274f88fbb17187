var e="digitpad-";function n(t){try{return localStorage.getItem(e+t)}catch{return null}}function a(t,r){try{localStorage.setItem(e+t,r)}catch{}}export{n as a,a as b};
