function u(n){let t=null,e=!1;return async l=>{if(t={item:l},!e){e=!0;try{for(;t;){let{item:i}=t;t=null,await n(i)}}finally{e=!1}}}}export{u as a};
